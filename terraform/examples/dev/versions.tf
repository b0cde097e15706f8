terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }

  # terraform init -backend-config=backend.hcl; see backend.hcl.example.
  backend "s3" {}
}

provider "aws" {
  region              = var.region
  allowed_account_ids = [var.account_id] # Never by accident in another account.

  default_tags {
    tags = merge({
      Project     = "treasury-plane"
      Environment = var.name
      ManagedBy   = "terraform"
    }, var.tags)
  }
}
