variable "name" {
  description = "Prefix of the roles' names."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,39}$", var.name))
    error_message = "Use 2 to 40 lower-case letters, digits and hyphens, beginning with a letter."
  }
}

variable "secret_arns" {
  description = "Secrets that instances may read, as exact ARNs. Include the database's secret, which RDS made."
  type        = list(string)

  validation {
    condition     = length(var.secret_arns) > 0 && alltrue([for a in var.secret_arns : can(regex("^arn:[a-z-]+:secretsmanager:", a)) && !strcontains(a, "*")])
    error_message = "Give at least one ARN of a secret, and no wildcard: least privilege means exactly these."
  }
}

variable "secrets_kms_key_arns" {
  description = "Keys of those secrets."
  type        = list(string)

  validation {
    condition     = length(var.secrets_kms_key_arns) > 0 && alltrue([for a in var.secrets_kms_key_arns : can(regex("^arn:", a))])
    error_message = "Give the ARN of at least one KMS key."
  }
}

variable "files_bucket_arn" {
  description = "Bucket of uploads and backups. Null: uploads stay on the instance's disk, which only a single host may do."
  type        = string
  default     = null

  validation {
    condition     = var.files_bucket_arn == null || can(regex("^arn:[a-z-]+:s3:::", var.files_bucket_arn))
    error_message = "Give the ARN of a bucket or null."
  }
}

variable "files_prefixes" {
  description = "Beginnings of the names of objects in that bucket that instances may read and write."
  type        = list(string)
  default     = ["files/", "backups/"]

  validation {
    condition     = alltrue([for p in var.files_prefixes : can(regex("^[a-zA-Z0-9/_-]+/$", p))])
    error_message = "Give prefixes with a slash at the end, such as files/."
  }
}

variable "data_kms_key_arn" {
  description = "Key of the objects in that bucket. Needed with files_bucket_arn."
  type        = string
  default     = null

  validation {
    condition     = var.files_bucket_arn == null || var.data_kms_key_arn != null
    error_message = "Objects are encrypted: give data_kms_key_arn with files_bucket_arn."
  }
}

variable "log_group_arns" {
  description = "Log groups that instances may write to."
  type        = list(string)

  validation {
    condition     = length(var.log_group_arns) > 0 && alltrue([for a in var.log_group_arns : can(regex("^arn:[a-z-]+:logs:", a))])
    error_message = "Give the ARN of at least one log group."
  }
}

variable "metric_namespaces" {
  description = "Namespaces in CloudWatch that a single host's agent may send metrics to. Empty: none; Elastic Beanstalk needs none."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for n in var.metric_namespaces : can(regex("^[A-Za-z0-9./_#-]+$", n)) && !startswith(n, "AWS/")])
    error_message = "Give namespaces such as TreasuryPlane."
  }
}

variable "release_bucket_arn" {
  description = "Bucket with releases that a single host fetches. Null: none."
  type        = string
  default     = null

  validation {
    condition     = var.release_bucket_arn == null || can(regex("^arn:[a-z-]+:s3:::", var.release_bucket_arn))
    error_message = "Give the ARN of a bucket or null."
  }
}

variable "release_prefix" {
  description = "Beginning of the names of releases in that bucket."
  type        = string
  default     = "releases/"

  validation {
    condition     = can(regex("^[a-zA-Z0-9/_.-]+/$", var.release_prefix))
    error_message = "Give a prefix with a slash at the end."
  }
}

variable "database_iam_users" {
  description = "Database roles that instances sign in as by IAM token, for example treasury_plane_login. Empty: they use the password of the secret."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for u in var.database_iam_users : can(regex("^[a-z_][a-z0-9_]*$", u))])
    error_message = "Give names of PostgreSQL roles."
  }
}

variable "database_cluster_resource_id" {
  description = "Resource id of the cluster (cluster-ABC…), needed with database_iam_users."
  type        = string
  default     = null

  validation {
    condition     = length(var.database_iam_users) == 0 || var.database_cluster_resource_id != null
    error_message = "Give database_cluster_resource_id with database_iam_users."
  }
}

variable "enable_beanstalk" {
  description = "Let the instance role do what Elastic Beanstalk's agent does, and make the service role."
  type        = bool
  default     = true
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds every role made here, where the agency asks for one."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary_arn == null || can(regex("^arn:", var.permissions_boundary_arn))
    error_message = "Give the ARN of a policy or null."
  }
}
