variable "name" {
  description = "Prefix of the groups' names."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,39}$", var.name))
    error_message = "Use 2 to 40 lower-case letters, digits and hyphens, beginning with a letter."
  }
}

variable "vpc_id" {
  description = "VPC of the groups."
  type        = string

  validation {
    condition     = can(regex("^vpc-", var.vpc_id))
    error_message = "Give the id of a VPC, such as vpc-0123456789abcdef0."
  }
}

variable "vpc_cidr_block" {
  description = "Range of the VPC, for SSH (when enabled) and for endpoints (when egress is \"vpc\")."
  type        = string

  validation {
    condition     = can(cidrnetmask(var.vpc_cidr_block))
    error_message = "Give an IPv4 range in CIDR notation."
  }
}

variable "ingress_cidrs" {
  description = "Who may reach the load balancer. An agency with a trusted Internet connection lists its ranges here."
  type        = list(string)
  default     = ["0.0.0.0/0"]

  validation {
    condition     = length(var.ingress_cidrs) > 0 && alltrue([for c in var.ingress_cidrs : can(cidrnetmask(c))])
    error_message = "Give at least one IPv4 range in CIDR notation."
  }
}

variable "app_port" {
  description = "Port on the instances that the load balancer forwards to: 80 is nginx of Elastic Beanstalk."
  type        = number
  default     = 80

  validation {
    condition     = var.app_port >= 1 && var.app_port <= 65535 && floor(var.app_port) == var.app_port
    error_message = "Give a port from 1 to 65535."
  }
}

variable "card_port" {
  description = "Port of the load balancer's card host, when it has a listener of its own. 443: none."
  type        = number
  default     = 443

  validation {
    condition     = var.card_port == 443 || (var.card_port >= 1024 && var.card_port <= 65535)
    error_message = "Give 443, or a port from 1024 on."
  }
}

variable "enable_ssh" {
  description = "Open port 22 of the instances to the VPC. Session Manager needs no open port, so leave it off."
  type        = bool
  default     = false
}

variable "enable_redis" {
  description = "Make the group of the optional Redis."
  type        = bool
  default     = false
}

variable "app_egress" {
  description = "Where instances may connect to: \"all\" (mail, OpenID, revocation lists) or \"vpc\" (database, Redis and endpoints only, for networks without NAT)."
  type        = string
  default     = "all"

  validation {
    condition     = contains(["all", "vpc"], var.app_egress)
    error_message = "Choose \"all\" or \"vpc\"."
  }
}

variable "s3_prefix_list_id" {
  description = "Prefix list of S3 behind the gateway endpoint. Needed when app_egress is \"vpc\"."
  type        = string
  default     = null

  validation {
    condition     = var.app_egress == "all" || var.s3_prefix_list_id != null
    error_message = "With app_egress = \"vpc\", give s3_prefix_list_id: instances fetch releases and files from S3."
  }
}
