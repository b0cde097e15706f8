variable "name" {
  description = "Prefix of the names, such as treasury-plane-web."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,35}$", var.name))
    error_message = "Use 2 to 36 lower-case letters, digits and hyphens, beginning with a letter."
  }
}

variable "app" {
  description = "Which front end: \"web\", \"admin\" or \"space\". It decides below which path the files lie."
  type        = string

  validation {
    condition     = contains(["web", "admin", "space"], var.app)
    error_message = "Choose \"web\", \"admin\" or \"space\"."
  }
}

variable "hostname" {
  description = "Name that people use for this site."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.hostname))
    error_message = "Give a host name in lower case."
  }
}

variable "certificate_arn" {
  description = "Certificate for that name. CloudFront takes them from us-east-1 only."
  type        = string

  validation {
    condition     = can(regex("^arn:aws:acm:us-east-1:", var.certificate_arn))
    error_message = "Give the ARN of a certificate in us-east-1."
  }
}

variable "api_domain_name" {
  description = "Where /api/ and /auth/ are answered: the load balancer's DNS name. Its certificate must name this site's host."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9.-]+$", var.api_domain_name))
    error_message = "Give a host name."
  }
}

variable "noncurrent_days" {
  description = "Days that files of earlier releases can be brought back."
  type        = number
  default     = 90

  validation {
    condition     = var.noncurrent_days >= 1 && var.noncurrent_days <= 3653
    error_message = "Give 1 to 3653 days."
  }
}

variable "price_class" {
  description = "Where CloudFront answers from: PriceClass_100 is North America and Europe, the cheapest."
  type        = string
  default     = "PriceClass_100"

  validation {
    condition     = contains(["PriceClass_100", "PriceClass_200", "PriceClass_All"], var.price_class)
    error_message = "Choose PriceClass_100, PriceClass_200 or PriceClass_All."
  }
}

variable "countries" {
  description = "Countries that may reach the site, by two letters. Empty: all."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for c in var.countries : can(regex("^[A-Z]{2}$", c))])
    error_message = "Give codes such as US."
  }
}

variable "web_acl_arn" {
  description = "Web application firewall (WAFv2, of CloudFront's scope) that the agency provides. Null: none."
  type        = string
  default     = null

  validation {
    condition     = var.web_acl_arn == null || can(regex("^arn:aws:wafv2:us-east-1:", var.web_acl_arn))
    error_message = "Give the ARN of a web ACL in us-east-1 or null."
  }
}

variable "log_bucket_domain_name" {
  description = "Bucket for access logs, as <name>.s3.amazonaws.com, with ACLs enabled as CloudFront wants. Null: no logs of the edge; the load balancer logs what reaches it."
  type        = string
  default     = null

  validation {
    condition     = var.log_bucket_domain_name == null || can(regex("\\.s3\\.", var.log_bucket_domain_name))
    error_message = "Give a name such as logs.s3.amazonaws.com or null."
  }
}

variable "force_destroy" {
  description = "Delete the bucket with all that is in it. For throw-away environments only."
  type        = bool
  default     = false
}
