# Expected: The argument aws_kms_key.arn cannot be set: AWS decides its value.
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "aws_kms_key" "this" {
  arn = "arn:aws:kms:us-east-1:123456789012:key/1"
}
