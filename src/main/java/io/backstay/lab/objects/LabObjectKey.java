package io.backstay.lab.objects;

import io.backstay.seal.Secret;
import java.util.List;

/// An access key that the practice object store knows.
///
/// @param secret   stays whoever's it is
/// @param right    what it may do there
/// @param prefixes under which it may list, read and write, as a policy of S3 bounds a key; empty for everywhere
public record LabObjectKey(String id, Secret secret, Right right, List<String> prefixes) {
    /// What a key may do.
    public enum Right {
        /// List and read.
        READ,
        /// Write as well, and delete nothing: neither objects nor versions nor delete markers.
        WRITE,
        /// Everything.
        DELETE;

        boolean allows(LabRequest request) {
            return switch (request.method()) {
                case "GET", "HEAD" -> true;
                // Ending an upload in parts that never became an object is a right of its own (AbortMultipartUpload).
                case "DELETE" ->
                    this == DELETE || (this == WRITE && request.query().containsKey("uploadId"));
                default -> this != READ;
            };
        }
    }

    public LabObjectKey {
        prefixes = List.copyOf(prefixes);
    }

    /// A key without bounds on names.
    public LabObjectKey(String id, Secret secret, Right right) {
        this(id, secret, right, List.of());
    }

    LabObjectKey copy() {
        return new LabObjectKey(id, secret.copy(), right, prefixes);
    }

    /// Refuses what this key may not do.
    void require(LabRequest request) throws LabFault {
        if (!right.allows(request)) {
            throw LabFault.denied(
                    right == Right.READ ? "this access key may only read" : "this access key may not delete");
        }
        boolean listing = request.key().isEmpty()
                && (request.query().containsKey("versions") || request.query().containsKey("list-type"));
        String name = listing ? request.query().getOrDefault("prefix", "") : request.key();
        boolean named = listing || !request.key().isEmpty();
        if (named && !prefixes.isEmpty() && prefixes.stream().noneMatch(name::startsWith)) {
            throw LabFault.denied("this access key may do so under some prefixes only, and this is none of them");
        }
    }
}
