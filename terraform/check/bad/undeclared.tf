# Expected: A managed resource "aws_kms_key" "that" has not been declared in the root module.
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

output "key" {
  value = aws_kms_key.that.arn
}
