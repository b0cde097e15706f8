variable "prefix" {
  description = "What the secrets' names begin with, with a slash at its end. The same as aws.secrets_prefix of Treasury Plane. Two environments in one account need two prefixes."
  type        = string
  default     = "treasury-plane/"

  validation {
    condition     = can(regex("^[A-Za-z0-9/_+=.@-]+/$", var.prefix))
    error_message = "Use letters, digits and / _ + = . @ -, with a slash at the end."
  }
}

variable "kms_key_arn" {
  description = "KMS key of the secrets."
  type        = string

  validation {
    condition     = can(regex("^arn:", var.kms_key_arn))
    error_message = "Give the ARN of a KMS key."
  }
}

variable "recovery_window_in_days" {
  description = "Days in which a deleted secret can be restored. 0 deletes at once and is for throw-away environments."
  type        = number
  default     = 30

  validation {
    condition     = var.recovery_window_in_days == 0 || (var.recovery_window_in_days >= 7 && var.recovery_window_in_days <= 30)
    error_message = "Secrets Manager allows 0, or 7 to 30 days."
  }
}

variable "names" {
  description = "Which of the five secrets are made. redis-config is needed only with Redis, oidc-credentials only with an OpenID provider set by secret."
  type        = set(string)
  default     = ["db-credentials", "app-secret-key", "oidc-credentials", "app-config", "redis-config"]

  validation {
    condition     = length(setsubtract(var.names, ["db-credentials", "app-secret-key", "oidc-credentials", "app-config", "redis-config"])) == 0
    error_message = "Treasury Plane reads db-credentials, app-secret-key, oidc-credentials, app-config and redis-config."
  }
}

variable "replica_regions" {
  description = "Regions that get a copy of each secret, for disaster recovery."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for r in var.replica_regions : can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", r))])
    error_message = "Give names of regions, such as us-west-2."
  }
}

variable "rotation_lambda_arns" {
  description = "Optional: an agency's own rotation functions by the secret's name. The master password needs none, RDS rotates it."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name, arn in var.rotation_lambda_arns : contains(["db-credentials", "oidc-credentials", "app-config", "redis-config"], name) && can(regex("^arn:", arn))])
    error_message = "Give ARNs of Lambda functions by the names of secrets. app-secret-key is never rotated: it seals what is in the database."
  }
}

variable "rotation_days" {
  description = "Days between rotations by those functions."
  type        = number
  default     = 30

  validation {
    condition     = var.rotation_days >= 1 && var.rotation_days <= 1000
    error_message = "Secrets Manager allows 1 to 1000 days."
  }
}
