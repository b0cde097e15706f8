variable "name" {
  description = "Prefix of the alarms' names."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,39}$", var.name))
    error_message = "Use 2 to 40 lower-case letters, digits and hyphens, beginning with a letter."
  }
}

variable "kms_key_arn" {
  description = "Key of the alarm topic. Its policy must let CloudWatch in, as that of the kms module's logs key does."
  type        = string

  validation {
    condition     = can(regex("^arn:", var.kms_key_arn))
    error_message = "Give the ARN of a KMS key."
  }
}

variable "alarm_emails" {
  description = "Addresses that get alarms. Each must confirm a mail from AWS."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for a in var.alarm_emails : can(regex("^[^@\\s]+@[^@\\s]+$", a))])
    error_message = "Give e-mail addresses."
  }
}

variable "beanstalk" {
  description = "Elastic Beanstalk environment to watch. Null: none."
  type        = object({ environment_name = string, autoscaling_group_name = string })
  default     = null

  validation {
    condition     = var.beanstalk == null || try(length(var.beanstalk.environment_name), 0) > 0
    error_message = "Give the environment's name, or null."
  }
}

variable "load_balancer" {
  description = "Load balancer to watch. Null: none."
  type        = object({ arn_suffix = string })
  default     = null

  validation {
    condition     = var.load_balancer == null || try(length(var.load_balancer.arn_suffix), 0) > 0
    error_message = "Give the end of the load balancer's ARN, or null."
  }
}

variable "database" {
  description = "Aurora cluster to watch. Null: none."
  type        = object({ cluster_identifier = string, max_acu = number, max_connections = number })
  default     = null

  validation {
    condition     = var.database == null || try(var.database.max_acu, 0) >= 1
    error_message = "Give the outputs of the aurora module, or null."
  }
}

variable "instance" {
  description = "Single host to watch. Null: none."
  type        = object({ id = string })
  default     = null

  validation {
    condition     = var.instance == null || can(regex("^i-", try(var.instance.id, "")))
    error_message = "Give the id of an instance, or null."
  }
}

variable "app_log_group_name" {
  description = "Log group of the application. Silence there is an alarm (AU-5)."
  type        = string

  validation {
    condition     = length(var.app_log_group_name) > 0
    error_message = "Give the name of a log group."
  }
}

variable "metrics_namespace" {
  description = "Namespace of the application's own metrics, as in metrics.cloudwatch_namespace."
  type        = string
  default     = "TreasuryPlane"

  validation {
    condition     = can(regex("^[A-Za-z0-9./_#:-]{1,255}$", var.metrics_namespace))
    error_message = "Use letters, digits and . - _ / # :."
  }
}

# ---- Thresholds of the architecture document

variable "cpu_percent" {
  description = "CPU of the instances over five minutes."
  type        = number
  default     = 80

  validation {
    condition     = var.cpu_percent > 0 && var.cpu_percent <= 100
    error_message = "Give a percentage."
  }
}

variable "target_5xx_per_minute" {
  description = "Answers with a status from 500 on by the instances in a minute."
  type        = number
  default     = 10

  validation {
    condition     = var.target_5xx_per_minute >= 0
    error_message = "Give a number from 0 on."
  }
}

variable "database_connections" {
  description = "The architecture document's threshold. At 4 ACU the database accepts about 900, so it cannot be reached; the next one can."
  type        = number
  default     = 4500

  validation {
    condition     = var.database_connections > 0
    error_message = "Give a number above 0."
  }
}

variable "acu_minutes" {
  description = "Minutes at the largest capacity."
  type        = number
  default     = 10

  validation {
    condition     = var.acu_minutes >= 1 && var.acu_minutes <= 60
    error_message = "Give 1 to 60 minutes."
  }
}

# ---- Thresholds of ours

variable "database_connections_percent" {
  description = "Connections in percent of what the database really accepts."
  type        = number
  default     = 80

  validation {
    condition     = var.database_connections_percent > 0 && var.database_connections_percent <= 100
    error_message = "Give a percentage."
  }
}

variable "error_percent" {
  description = "Answers with a status from 500 on in percent of all, over five minutes with at least 100 requests."
  type        = number
  default     = 1

  validation {
    condition     = var.error_percent > 0 && var.error_percent <= 100
    error_message = "Give a percentage."
  }
}

variable "latency_p99_seconds" {
  description = "Time that one request in a hundred exceeds, over five minutes."
  type        = number
  default     = 2

  validation {
    condition     = var.latency_p99_seconds > 0
    error_message = "Give seconds."
  }
}
