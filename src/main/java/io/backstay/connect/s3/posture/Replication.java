package io.backstay.connect.s3.posture;

import java.util.List;

/// Where a bucket copies what is written; what is overwritten or deleted there is so soon after.
///
/// @param buckets to which rules that are switched on copy, by name
/// @param markers whether some rule copies delete markers too
public record Replication(List<String> buckets, boolean markers) {}
