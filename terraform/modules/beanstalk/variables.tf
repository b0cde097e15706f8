variable "name" {
  description = "Name of the environment and of the application. Log groups are named after it."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,38}[a-z0-9]$", var.name))
    error_message = "Use 4 to 40 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen."
  }
}

# ---- Network

variable "vpc_id" {
  description = "VPC of the instances."
  type        = string

  validation {
    condition     = can(regex("^vpc-", var.vpc_id))
    error_message = "Give the id of a VPC."
  }
}

variable "private_subnet_ids" {
  description = "Subnets of the instances."
  type        = list(string)

  validation {
    condition     = length(var.private_subnet_ids) >= 2
    error_message = "Give subnets in at least two zones."
  }
}

variable "public_subnet_ids" {
  description = "Subnets of the load balancer."
  type        = list(string)

  validation {
    condition     = length(var.public_subnet_ids) >= 2
    error_message = "Give subnets in at least two zones."
  }
}

variable "load_balancer_cidrs" {
  description = "Ranges of those subnets: the addresses whose X-Forwarded-For is believed."
  type        = list(string)

  validation {
    condition     = length(var.load_balancer_cidrs) > 0 && alltrue([for c in var.load_balancer_cidrs : can(cidrnetmask(c)) && !endswith(c, "/0")])
    error_message = "Give the ranges of the load balancer's subnets, never 0.0.0.0/0: whoever is trusted can claim any address."
  }
}

variable "security_group_id" {
  description = "Group of the instances."
  type        = string

  validation {
    condition     = can(regex("^sg-", var.security_group_id))
    error_message = "Give the id of a security group."
  }
}

# ---- Load balancer

variable "load_balancer_arn" {
  description = "The load balancer. It is shared with Elastic Beanstalk, so that Terraform owns the listener that asks for cards."
  type        = string

  validation {
    condition     = can(regex("^arn:", var.load_balancer_arn))
    error_message = "Give the ARN of an application load balancer."
  }
}

variable "https_listener_arn" {
  description = "Its listener on port 443. It must exist before Elastic Beanstalk adds its rules."
  type        = string

  validation {
    condition     = can(regex("^arn:", var.https_listener_arn))
    error_message = "Give the ARN of a listener."
  }
}

variable "hostnames" {
  description = "Names that people use, the first one for links. At most four: with the card host that is what one rule may compare."
  type        = list(string)

  validation {
    condition     = length(var.hostnames) >= 1 && length(var.hostnames) <= 4 && alltrue([for h in var.hostnames : can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", h))])
    error_message = "Give one to four host names in lower case."
  }
}

variable "cards" {
  description = "Sign-in by card: output of the alb module. Null: off."
  type = object({
    hostname = string
    port     = number
    mode     = string
    headers  = map(string)
  })
  default = null

  validation {
    condition     = var.cards == null || contains(["passthrough", "verify"], try(var.cards.mode, ""))
    error_message = "The mode of cards is \"passthrough\" or \"verify\"."
  }
}

# ---- Rights

variable "instance_profile_name" {
  description = "Profile of the instances."
  type        = string

  validation {
    condition     = length(var.instance_profile_name) > 0
    error_message = "Give the name of an instance profile."
  }
}

variable "service_role_name" {
  description = "Role of Elastic Beanstalk."
  type        = string

  validation {
    condition     = length(var.service_role_name) > 0
    error_message = "Give the name of the service role."
  }
}

# ---- Instances

variable "instance_types" {
  description = "Types of instances, the preferred one first. Treasury Plane is built for x86-64; arm64 types need the arm64 bundle."
  type        = list(string)
  default     = ["t3.small"]

  validation {
    condition     = length(var.instance_types) > 0 && alltrue([for t in var.instance_types : can(regex("^[a-z0-9-]+\\.[a-z0-9]+$", t))])
    error_message = "Give at least one type such as t3.small."
  }
}

variable "min_instances" {
  description = "Fewest instances. 2: one in each zone."
  type        = number
  default     = 2

  validation {
    condition     = var.min_instances >= 1 && floor(var.min_instances) == var.min_instances
    error_message = "Give a whole number from 1 on."
  }
}

variable "max_instances" {
  description = "Most instances, up to 100."
  type        = number
  default     = 4

  validation {
    condition     = var.max_instances <= 100 && floor(var.max_instances) == var.max_instances
    error_message = "Give a whole number up to 100."
  }

  validation {
    condition     = var.max_instances >= var.min_instances
    error_message = "max_instances must not be less than min_instances."
  }
}

variable "scale_up_cpu" {
  description = "Average CPU in percent above which an instance is added."
  type        = number
  default     = 70

  validation {
    condition     = var.scale_up_cpu > 0 && var.scale_up_cpu <= 100
    error_message = "Give a percentage."
  }
}

variable "scale_down_cpu" {
  description = "Average CPU in percent below which an instance is taken away."
  type        = number
  default     = 25

  validation {
    condition     = var.scale_down_cpu >= 0 && var.scale_down_cpu < var.scale_up_cpu
    error_message = "Give a percentage below scale_up_cpu."
  }
}

variable "root_volume_gb" {
  description = "Size of an instance's disk. Nothing lasting is on it."
  type        = number
  default     = 16

  validation {
    condition     = var.root_volume_gb >= 10 && var.root_volume_gb <= 1000
    error_message = "Give 10 to 1000 GB."
  }
}

variable "image_id" {
  description = "An image of the agency's own (hardened by STIG) in place of the platform's. Null: the platform's, which AWS patches."
  type        = string
  default     = null

  validation {
    condition     = var.image_id == null || can(regex("^ami-", var.image_id))
    error_message = "Give the id of an image or null."
  }
}

variable "solution_stack_name" {
  description = "Platform to begin with. Null: the newest \"Go on Amazon Linux 2023\", which runs any program that a Procfile names."
  type        = string
  default     = null

  validation {
    condition     = var.solution_stack_name == null || can(regex("^64bit Amazon Linux 2023 .* running Go", var.solution_stack_name))
    error_message = "Give the full name of a Go platform on Amazon Linux 2023 or null."
  }
}

variable "enable_platform_updates" {
  description = "Let Elastic Beanstalk bring new minor versions of the platform in the weekly window (SI-2)."
  type        = bool
  default     = true
}

variable "platform_update_window" {
  description = "When, in UTC."
  type        = string
  default     = "Sun:10:00"

  validation {
    condition     = can(regex("^(Mon|Tue|Wed|Thu|Fri|Sat|Sun):[0-2][0-9]:[0-5][0-9]$", var.platform_update_window))
    error_message = "Give a time such as Sun:10:00."
  }
}

# ---- Release

variable "release" {
  description = "Which release runs: version label, and where its bundle (packaging/beanstalk) lies in S3."
  type = object({
    version = string
    bucket  = string
    key     = string
  })

  validation {
    condition     = can(regex("^[A-Za-z0-9._+-]{1,60}$", var.release.version)) && endswith(var.release.key, ".zip")
    error_message = "Give a version such as 1.2.0 and the key of a zip file."
  }
}

variable "deployment_policy" {
  description = "How a release is rolled out: \"RollingWithAdditionalBatch\" keeps the full capacity, \"Immutable\" makes a second set of instances first."
  type        = string
  default     = "RollingWithAdditionalBatch"

  validation {
    condition     = contains(["RollingWithAdditionalBatch", "Immutable"], var.deployment_policy)
    error_message = "Choose \"RollingWithAdditionalBatch\" or \"Immutable\": the others take capacity away or stop the service."
  }
}

variable "drain_seconds" {
  description = "Seconds between taking an instance out and closing its connections. The application drains as long."
  type        = number
  default     = 30

  validation {
    condition     = var.drain_seconds >= 5 && var.drain_seconds <= 40
    error_message = "Give 5 to 40 seconds: the bundle lets a stop take 75, and requests that are open get 30 of them."
  }
}

# ---- Application

variable "secrets_prefix" {
  description = "What the names of the secrets begin with."
  type        = string
  default     = "treasury-plane/"

  validation {
    condition     = endswith(var.secrets_prefix, "/")
    error_message = "Give a prefix with a slash at its end."
  }
}

variable "secret_names" {
  description = "Which of the secrets there are. Asking for another would be denied, and stop the start."
  type        = set(string)

  validation {
    condition     = contains(var.secret_names, "db-credentials") && contains(var.secret_names, "app-secret-key")
    error_message = "db-credentials and app-secret-key must be among them."
  }
}

variable "database" {
  description = "Where the database is: outputs of the aurora module."
  type = object({
    host            = string
    port            = number
    name            = string
    iam_auth        = bool
    max_connections = number
  })

  validation {
    condition     = can(regex("^[A-Za-z0-9.-]+$", var.database.host)) && var.database.max_connections >= 100
    error_message = "Give the cluster's host name, and what it accepts: at least 100 connections."
  }
}

variable "database_ca_file" {
  description = "PEM file of RDS's authorities on the instance; with it the server's name is verified. Put the region's bundle from truststore.pki.rds.amazonaws.com into the release bundle. Empty: TLS without that check. Needed for IAM sign-in."
  type        = string
  default     = ""

  validation {
    condition     = var.database_ca_file == "" || startswith(var.database_ca_file, "/")
    error_message = "Give an absolute path, such as /var/app/current/etc/rds-ca.pem."
  }

  validation {
    condition     = var.database_ca_file != "" || !var.database.iam_auth
    error_message = "IAM sign-in sends a token: it needs database_ca_file, so that only the database gets it."
  }
}

variable "files" {
  description = "Where uploads are kept."
  type = object({
    bucket     = string
    prefix     = optional(string, "files/")
    kms_key_id = string
  })

  validation {
    condition     = endswith(var.files.prefix, "/")
    error_message = "The prefix ends with a slash."
  }
}

variable "use_fips_endpoints" {
  description = "AWS by endpoints with validated cryptography only."
  type        = bool
  default     = false
}

variable "data_dir" {
  description = "Directory of the application on an instance. Nothing lasting is in it."
  type        = string
  default     = "/var/lib/treasury-plane"

  validation {
    condition     = startswith(var.data_dir, "/")
    error_message = "Give an absolute path."
  }
}

variable "metrics_namespace" {
  description = "Namespace of the application's own metrics in CloudWatch. Empty: none."
  type        = string
  default     = "TreasuryPlane"

  validation {
    condition     = can(regex("^[A-Za-z0-9./_#:-]{0,255}$", var.metrics_namespace))
    error_message = "Use letters, digits and . - _ / # :."
  }
}

variable "settings" {
  description = "Further settings of Treasury Plane as environment variables, such as { TREASURY_PLANE_MAIL__HOST = \"smtp.agency.gov\" }. No secrets: they belong in Secrets Manager."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for k in keys(var.settings) : can(regex("^[A-Z][A-Z0-9_]*$", k))])
    error_message = "Names are upper-case letters, digits and underscores."
  }

  validation {
    condition     = alltrue([for k in keys(var.settings) : !can(regex("(PASSWORD|SECRET_KEY|AUTH_TOKEN|CLIENT_SECRET|PRIVATE_KEY)$", k))])
    error_message = "Secrets do not belong in the environment, where consoles and state show them. Put them in app-config."
  }
}

# ---- Logs

variable "log_retention_days" {
  description = "Days that logs are kept in CloudWatch."
  type        = number
  default     = 90

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch Logs keeps for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653 days."
  }
}

variable "logs_kms_key_arn" {
  description = "Key of the log groups. Null: the key that CloudWatch Logs owns."
  type        = string
  default     = null

  validation {
    condition     = var.logs_kms_key_arn == null || can(regex("^arn:", var.logs_kms_key_arn))
    error_message = "Give the ARN of a KMS key or null."
  }
}

variable "notifications" {
  description = "Topic that gets Elastic Beanstalk's events. Null: none."
  type        = object({ topic_arn = string })
  default     = null

  validation {
    condition     = var.notifications == null || can(regex("^arn:", var.notifications.topic_arn))
    error_message = "Give the ARN of a topic, or null."
  }
}
