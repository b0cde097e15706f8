output "backend_hcl" {
  description = "What belongs into each example's backend.hcl, except the key."
  value       = <<-TEXT
    bucket       = "${aws_s3_bucket.state.id}"
    region       = "${var.region}"
    encrypt      = true
    kms_key_id   = "${aws_kms_key.state.arn}"
    use_lockfile = true%{if var.enable_dynamodb_lock}
    dynamodb_table = "${aws_dynamodb_table.lock[0].name}"%{endif}
  TEXT
}

output "bucket" {
  description = "Bucket of the state."
  value       = aws_s3_bucket.state.id
}

output "kms_key_arn" {
  description = "Key of the state."
  value       = aws_kms_key.state.arn
}
