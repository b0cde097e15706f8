variable "name" {
  description = "Name of the replication group."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", var.name))
    error_message = "Use 3 to 40 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen."
  }
}

variable "subnet_ids" {
  description = "Private subnets in two zones."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "Give subnets in at least two zones."
  }
}

variable "security_group_id" {
  description = "Group that lets the instances in and nobody else."
  type        = string

  validation {
    condition     = can(regex("^sg-", var.security_group_id))
    error_message = "Give the id of a security group."
  }
}

variable "kms_key_arn" {
  description = "Key of data at rest."
  type        = string

  validation {
    condition     = can(regex("^arn:", var.kms_key_arn))
    error_message = "Give the ARN of a KMS key."
  }
}

variable "node_type" {
  description = "Size of a node. Redis carries wake-ups and counters only, so the smallest is enough."
  type        = string
  default     = "cache.t4g.micro"

  validation {
    condition     = can(regex("^cache\\.", var.node_type))
    error_message = "Give a node type such as cache.t4g.micro."
  }
}

variable "node_count" {
  description = "1, or 2 for a replica in another zone. Treasury Plane goes on without Redis, so 1 is enough."
  type        = number
  default     = 1

  validation {
    condition     = contains([1, 2], var.node_count)
    error_message = "Give 1 or 2."
  }
}

variable "engine_version" {
  description = "Version of Redis OSS."
  type        = string
  default     = "7.1"

  validation {
    condition     = can(regex("^[67]\\.[0-9]+$", var.engine_version))
    error_message = "Give a version such as 7.1."
  }
}

variable "auth_token" {
  description = "Password of Redis, 16 to 128 characters. Write-only: it is not kept in the state. The same belongs in the secret redis-config."
  type        = string
  sensitive   = true

  validation {
    condition     = can(regex("^[A-Za-z0-9!&#$^<>-]{16,128}$", var.auth_token))
    error_message = "Use 16 to 128 letters, digits and ! & # $ ^ < > -."
  }
}

variable "auth_token_version" {
  description = "Raise it by one to send a changed auth_token."
  type        = number
  default     = 1

  validation {
    condition     = var.auth_token_version >= 1
    error_message = "Give a whole number from 1 on."
  }
}
