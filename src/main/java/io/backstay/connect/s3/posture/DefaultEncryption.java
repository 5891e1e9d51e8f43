package io.backstay.connect.s3.posture;

import org.jspecify.annotations.Nullable;

/// How a bucket encrypts what is written without a word about it.
///
/// @param algorithm as S3 names it, such as `AES256` or `aws:kms`
/// @param key       of the key service, absent for its default
public record DefaultEncryption(String algorithm, @Nullable String key) {}
