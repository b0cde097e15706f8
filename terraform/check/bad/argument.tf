# Expected: An argument named "retention_days" is not expected here.
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name           = "logs"
  retention_days = 90
}
