# Expected: Inappropriate value for attribute "retention_in_days": a number is required.
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  retention_in_days = "ninety"
}
