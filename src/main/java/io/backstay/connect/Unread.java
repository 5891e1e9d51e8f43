package io.backstay.connect;

/// What may not be read, and therefore is not known.
///
/// @param permission the one that is missing, such as `rds:DescribeDBSnapshots` or `backups_read`
/// @param place      where, such as a region or the name of a project
/// @param shown      the page or policy that allows it
public record Unread(String permission, String place, String shown) {
    /// What to do, in a sentence or two.
    public String sentence() {
        return "What " + permission + " would show in " + place + " is not known, because the credential may not ask"
                + " it. Allow " + permission + ", as " + shown + " does.";
    }
}
