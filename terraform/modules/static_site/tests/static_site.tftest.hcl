mock_provider "aws" {
  source = "../../check/mocks"
}

variables {
  name            = "treasury-plane-admin"
  app             = "admin"
  hostname        = "admin.plane.agency.gov"
  certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/site"
  api_domain_name = "plane-1.us-east-1.elb.amazonaws.com"
}

run "files" {
  assert {
    condition     = aws_s3_bucket_public_access_block.this.block_public_acls && aws_s3_bucket_public_access_block.this.block_public_policy && aws_s3_bucket_public_access_block.this.ignore_public_acls && aws_s3_bucket_public_access_block.this.restrict_public_buckets
    error_message = "The bucket must be private."
  }

  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled" && aws_s3_bucket_lifecycle_configuration.this.rule[0].noncurrent_version_expiration[0].noncurrent_days == 90
    error_message = "Earlier releases must be recoverable for 90 days."
  }

  assert {
    condition     = data.aws_iam_policy_document.bucket.statement[0].actions == toset(["s3:GetObject"]) && one(data.aws_iam_policy_document.bucket.statement[0].principals).identifiers == toset(["cloudfront.amazonaws.com"]) && one(data.aws_iam_policy_document.bucket.statement[0].condition).values == tolist([aws_cloudfront_distribution.this.arn])
    error_message = "Only this distribution may read the files."
  }

  assert {
    condition     = aws_cloudfront_origin_access_control.this.signing_behavior == "always" && aws_cloudfront_origin_access_control.this.signing_protocol == "sigv4" && one([for it in aws_cloudfront_distribution.this.origin : it.origin_access_control_id if it.origin_id == "files"]) == aws_cloudfront_origin_access_control.this.id
    error_message = "CloudFront must sign its requests for files."
  }
}

run "distribution" {
  assert {
    condition     = aws_cloudfront_distribution.this.aliases == toset(["admin.plane.agency.gov"]) && aws_cloudfront_distribution.this.viewer_certificate[0].minimum_protocol_version == "TLSv1.2_2021" && aws_cloudfront_distribution.this.viewer_certificate[0].acm_certificate_arn == var.certificate_arn
    error_message = "The site must speak TLS 1.2 at least, with the given certificate."
  }

  assert {
    condition     = aws_cloudfront_distribution.this.default_cache_behavior[0].viewer_protocol_policy == "redirect-to-https" && aws_cloudfront_distribution.this.default_cache_behavior[0].target_origin_id == "files" && aws_cloudfront_distribution.this.default_root_object == "god-mode/index.html"
    error_message = "The app's page must be the beginning."
  }

  assert {
    condition     = [for it in aws_cloudfront_distribution.this.ordered_cache_behavior : it.path_pattern] == ["/api/*", "/auth/*"] && alltrue([for it in aws_cloudfront_distribution.this.ordered_cache_behavior : it.target_origin_id == "api" && it.viewer_protocol_policy == "https-only" && it.cache_policy_id == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"])
    error_message = "What is about one person must never be kept at the edge."
  }

  assert {
    condition     = one([for it in aws_cloudfront_distribution.this.origin : one(it.custom_origin_config).origin_protocol_policy if it.origin_id == "api"]) == "https-only"
    error_message = "CloudFront must speak TLS to the load balancer."
  }

  assert {
    condition     = strcontains(aws_cloudfront_function.page.code, "/god-mode/index.html")
    error_message = "Places in the app must get its page."
  }

  assert {
    condition     = aws_cloudfront_response_headers_policy.this.security_headers_config[0].strict_transport_security[0].access_control_max_age_sec == 31536000 && strcontains(aws_cloudfront_response_headers_policy.this.security_headers_config[0].content_security_policy[0].content_security_policy, "default-src 'none'") && aws_cloudfront_response_headers_policy.this.security_headers_config[0].frame_options[0].frame_option == "DENY"
    error_message = "The edge must send the headers that the binary sends."
  }
}

run "web" {
  command = plan

  variables {
    app = "web"
  }

  assert {
    condition     = aws_cloudfront_distribution.this.default_root_object == "index.html" && output.folder == ""
    error_message = "The web app lies at the top."
  }
}

run "govcloud" {
  command = plan

  override_data {
    target = data.aws_partition.current
    values = {
      partition = "aws-us-gov"
    }
  }

  expect_failures = [aws_s3_bucket.this]
}

run "certificate_elsewhere" {
  command = plan

  variables {
    certificate_arn = "arn:aws:acm:us-west-2:123456789012:certificate/site"
  }

  expect_failures = [var.certificate_arn]
}
