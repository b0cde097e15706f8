# Expected: This object has no argument, nested block, or exported attribute named "arnn". Did you mean "arn"?
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "aws_kms_key" "this" {
  enable_key_rotation = true
}

output "key" {
  value = aws_kms_key.this.arnn
}
