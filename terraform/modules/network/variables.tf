variable "name" {
  description = "Prefix of all names in this network, such as treasury-plane-production."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,39}$", var.name))
    error_message = "Use 2 to 40 lower-case letters, digits and hyphens, beginning with a letter."
  }
}

variable "cidr_block" {
  description = "Address range of the VPC."
  type        = string
  default     = "10.0.0.0/16"

  validation {
    condition     = can(cidrnetmask(var.cidr_block))
    error_message = "Give an IPv4 range in CIDR notation, such as 10.0.0.0/16."
  }
}

variable "availability_zones" {
  description = "Two zones to use. Empty: the first two that the region offers."
  type        = list(string)
  default     = []

  validation {
    condition     = contains([0, 2], length(var.availability_zones))
    error_message = "Give exactly two zones, or none to let the region choose."
  }
}

variable "public_subnet_cidrs" {
  description = "Address ranges of the public subnets, one per zone. Only load balancers, NAT gateways and single hosts live here."
  type        = list(string)
  default     = ["10.0.1.0/24", "10.0.2.0/24"]

  validation {
    condition     = length(var.public_subnet_cidrs) == 2 && alltrue([for c in var.public_subnet_cidrs : can(cidrnetmask(c))])
    error_message = "Give two IPv4 ranges in CIDR notation."
  }
}

variable "private_subnet_cidrs" {
  description = "Address ranges of the private subnets, one per zone. Instances and the database live here."
  type        = list(string)
  default     = ["10.0.10.0/24", "10.0.11.0/24"]

  validation {
    condition     = length(var.private_subnet_cidrs) == 2 && alltrue([for c in var.private_subnet_cidrs : can(cidrnetmask(c))])
    error_message = "Give two IPv4 ranges in CIDR notation."
  }
}

variable "nat_gateway_mode" {
  description = "How private subnets reach the Internet: \"per_az\" (survives the loss of a zone), \"single\" (cheaper) or \"none\" (not at all: use interface endpoints)."
  type        = string
  default     = "per_az"

  validation {
    condition     = contains(["per_az", "single", "none"], var.nat_gateway_mode)
    error_message = "Choose \"per_az\", \"single\" or \"none\"."
  }
}

variable "interface_endpoints" {
  description = "Services reached by interface endpoints inside the VPC, by the last part of their service name, such as secretsmanager. output \"recommended_endpoints\" lists what Elastic Beanstalk needs without NAT."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for s in var.interface_endpoints : can(regex("^[a-z0-9.-]+$", s))])
    error_message = "Give service names without the prefix com.amazonaws.<region>."
  }
}

variable "s3_endpoint_policy" {
  description = "JSON policy of the S3 gateway endpoint. Null: the default policy, which leaves the decision to IAM and bucket policies."
  type        = string
  default     = null

  validation {
    condition     = var.s3_endpoint_policy == null || can(jsondecode(var.s3_endpoint_policy))
    error_message = "Give a JSON document or null."
  }
}

variable "enable_flow_logs" {
  description = "Record every accepted and refused connection in CloudWatch Logs."
  type        = bool
  default     = true
}

variable "log_retention_days" {
  description = "Days that flow logs are kept."
  type        = number
  default     = 90

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch Logs keeps for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653 days."
  }
}

variable "logs_kms_key_arn" {
  description = "KMS key of the flow log group. Null: the key that CloudWatch Logs owns."
  type        = string
  default     = null

  validation {
    condition     = var.logs_kms_key_arn == null || can(regex("^arn:", var.logs_kms_key_arn))
    error_message = "Give the ARN of a KMS key or null."
  }
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
