package io.backstay.lab.objects;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// How the practice store's bucket is set up, in the words and codes of the S3 API of 2006-03-01.
///
/// It has neither policies nor access lists, so that nobody gets in without a key; and it encrypts nothing.
final class LabBucketSettings {
    private static final String SPACE = "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";
    private static final Map<String, String> ABSENT = Map.of(
            "replication", "ReplicationConfigurationNotFoundError",
            "encryption", "ServerSideEncryptionConfigurationNotFoundError",
            "lifecycle", "NoSuchLifecycleConfiguration",
            "object-lock", "ObjectLockConfigurationNotFoundError",
            "policyStatus", "NoSuchBucketPolicy");

    private final Map<String, String> documents = new ConcurrentHashMap<>();

    /// @param retention the default retention of new versions, absent for none; a lock of less than a day counts as
    ///                  one, because the words of S3 know whole days only
    LabBucketSettings(@Nullable Duration retention) {
        set("versioning", "<VersioningConfiguration " + SPACE + "><Status>Enabled</Status></VersioningConfiguration>");
        set(
                "publicAccessBlock",
                "<PublicAccessBlockConfiguration " + SPACE + "><BlockPublicAcls>true</BlockPublicAcls>"
                        + "<IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy>"
                        + "<RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>");
        set(
                "ownershipControls",
                "<OwnershipControls " + SPACE + "><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>"
                        + "</OwnershipControls>");
        set(
                "acl",
                "<AccessControlPolicy " + SPACE + "><Owner><ID>lab</ID></Owner><AccessControlList>"
                        + "</AccessControlList></AccessControlPolicy>");
        if (retention != null) {
            set(
                    "object-lock",
                    "<ObjectLockConfiguration " + SPACE + "><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule>"
                            + "<DefaultRetention><Mode>COMPLIANCE</Mode><Days>" + Math.max(1, retention.toDays())
                            + "</Days></DefaultRetention></Rule></ObjectLockConfiguration>");
        }
    }

    /// Sets one up; a document is what the store answers from then on.
    void set(String subresource, String document) {
        documents.put(subresource, document);
    }

    /// The document, absent when that is no question about a setting.
    @Nullable
    String answer(Map<String, String> query) throws LabFault {
        for (String each : query.keySet()) {
            String document = documents.get(each);
            if (document != null) {
                return document;
            }
            String code = ABSENT.get(each);
            if (code != null) {
                throw new LabFault(404, code, "nothing is configured");
            }
        }
        return null;
    }
}
