output "guardduty_detector_id" {
  description = "Detector of GuardDuty, or null."
  value       = one(aws_guardduty_detector.this[*].id)
}
