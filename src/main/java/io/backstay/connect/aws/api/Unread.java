package io.backstay.connect.aws.api;

/// What may not be read, and therefore is not known.
///
/// @param permission the one that is missing, such as `rds:DescribeDBSnapshots`
/// @param region     where
public record Unread(String permission, AwsRegion region) {
    /// What to do, in a sentence or two.
    public String sentence() {
        return "What " + permission + " would show in " + region + " is not known, because the key may not ask it."
                + " Allow " + permission + ", as docs/access/aws-list.json does.";
    }
}
