package io.backstay.connect.aws.ebs;

import io.backstay.base.BackstayException;
import io.backstay.connect.aws.api.XmlElement;
import org.jspecify.annotations.Nullable;

/// A `Volume` as EC2 describes it (API version 2016-11-15).
///
/// @param name what its tag `Name` says, absent where it has none
/// @param plan such as `gp3, 100 GiB`
record Volume(
        String id,
        @Nullable String name,
        @Nullable String plan,
        @Nullable String encryption) {
    static Volume of(XmlElement found) throws BackstayException {
        String type = found.optional("volumeType");
        Integer size = found.number("size");
        return new Volume(
                found.required("volumeId"),
                tag(found, "Name"),
                type == null ? null : type + (size == null ? "" : ", " + size + " GiB"),
                encryption(found));
    }

    /// AES-256 where it encrypts (EBS user guide, "How Amazon EBS encryption works").
    static @Nullable String encryption(XmlElement found) throws BackstayException {
        Boolean encrypted = found.flag("encrypted");
        String key = found.optional("kmsKeyId");
        return encrypted == null ? null : encrypted ? "AES-256, sse-kms" + (key == null ? "" : " " + key) : "none";
    }

    static @Nullable String tag(XmlElement found, String key) throws BackstayException {
        for (XmlElement each : found.list("tagSet")) {
            if (key.equals(each.optional("key"))) {
                return each.optional("value");
            }
        }
        return null;
    }
}
