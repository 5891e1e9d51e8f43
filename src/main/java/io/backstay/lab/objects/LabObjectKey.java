package io.backstay.lab.objects;

import io.backstay.seal.Secret;
import java.util.List;
import java.util.Set;

/// An access key that the practice object store knows.
///
/// @param secret   stays whoever's it is
/// @param readOnly whether it may only look: `GET` and `HEAD`
/// @param prefixes under which it may list, read and write, as a policy of S3 bounds a key; empty for everywhere
public record LabObjectKey(String id, Secret secret, boolean readOnly, List<String> prefixes) {
    private static final Set<String> LOOKING = Set.of("GET", "HEAD");

    public LabObjectKey {
        prefixes = List.copyOf(prefixes);
    }

    /// A key without bounds on names.
    public LabObjectKey(String id, Secret secret, boolean readOnly) {
        this(id, secret, readOnly, List.of());
    }

    LabObjectKey copy() {
        return new LabObjectKey(id, secret.copy(), readOnly, prefixes);
    }

    /// Refuses what this key may not do.
    void require(LabRequest request) throws LabFault {
        if (readOnly && !LOOKING.contains(request.method())) {
            throw LabFault.denied("this access key may only read");
        }
        boolean listing = request.key().isEmpty() && request.query().containsKey("versions");
        String name = listing ? request.query().getOrDefault("prefix", "") : request.key();
        boolean named = listing || !request.key().isEmpty();
        if (named && !prefixes.isEmpty() && prefixes.stream().noneMatch(name::startsWith)) {
            throw LabFault.denied("this access key may do so under some prefixes only, and this is none of them");
        }
    }
}
