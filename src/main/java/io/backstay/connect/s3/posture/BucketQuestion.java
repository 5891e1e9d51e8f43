package io.backstay.connect.s3.posture;

/// A question about how a bucket protects.
///
/// Names, codes and permissions are those of the S3 API of 2006-03-01 (botocore 1.43.11) and of its service
/// authorization reference.
public enum BucketQuestion {
    /// Whether versions are kept, and whether removing one takes a second factor.
    VERSIONING("versioning", "s3:GetBucketVersioning", "VersioningConfiguration"),
    /// Where what is written is copied to.
    REPLICATION(
            "replication",
            "s3:GetReplicationConfiguration",
            "ReplicationConfiguration",
            "ReplicationConfigurationNotFoundError",
            "ReplicationConfigurationNotFound"),
    /// How what is written without a word about it is encrypted.
    ENCRYPTION(
            "encryption",
            "s3:GetEncryptionConfiguration",
            "ServerSideEncryptionConfiguration",
            "ServerSideEncryptionConfigurationNotFoundError"),
    /// What expires by itself, and when.
    LIFECYCLE("lifecycle", "s3:GetLifecycleConfiguration", "LifecycleConfiguration", "NoSuchLifecycleConfiguration"),
    /// Whether new versions are locked.
    OBJECT_LOCK(
            "object-lock",
            "s3:GetBucketObjectLockConfiguration",
            "ObjectLockConfiguration",
            "ObjectLockConfigurationNotFoundError",
            "ObjectLockConfigurationNotFound"),
    /// Whether public access is blocked, whatever else allows it.
    PUBLIC_ACCESS_BLOCK(
            "publicAccessBlock",
            "s3:GetBucketPublicAccessBlock",
            "PublicAccessBlockConfiguration",
            "NoSuchPublicAccessBlockConfiguration"),
    /// Whether the bucket's policy lets everybody in.
    POLICY_STATUS("policyStatus", "s3:GetBucketPolicyStatus", "PolicyStatus", "NoSuchBucketPolicy"),
    /// Whether access lists of single objects count.
    OWNERSHIP(
            "ownershipControls",
            "s3:GetBucketOwnershipControls",
            "OwnershipControls",
            "OwnershipControlsNotFoundError",
            "NoSuchOwnershipControls"),
    /// Whether the bucket's own access list lets everybody in.
    ACCESS_LIST("acl", "s3:GetBucketAcl", "AccessControlPolicy");

    private final String subresource;
    private final String permission;
    private final String root;
    /// The codes that say so, with a space around each.
    private final String absent;

    BucketQuestion(String subresource, String permission, String root, String... absent) {
        this.subresource = subresource;
        this.permission = permission;
        this.root = root;
        this.absent = " " + String.join(" ", absent) + " ";
    }

    /// What a key needs for it, such as `s3:GetBucketVersioning`.
    public String permission() {
        return permission;
    }

    String query() {
        return subresource + "=";
    }

    /// Whether an answer begins as it should. Ceph 16 calls the block for public access by a name of its own.
    boolean answers(String name) {
        return name.equals(root) || (this == PUBLIC_ACCESS_BLOCK && name.equals("BlockPublicAccessBlockConfiguration"));
    }

    /// Whether that code of an error says that there is nothing configured, which is a normal answer.
    boolean isAbsent(String code) {
        return !code.isEmpty() && absent.contains(" " + code + " ");
    }
}
