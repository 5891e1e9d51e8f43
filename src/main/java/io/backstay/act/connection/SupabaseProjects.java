package io.backstay.act.connection;

import io.backstay.connect.http.Endpoint;
import io.backstay.connect.s3.wire.Addressing;
import io.backstay.connect.s3.wire.S3Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The projects of Supabase that a token sees. No part of it is secret; it names a credential of the vault.
///
/// @param reader   an API token whose entry names `https://api.supabase.com`, with rights to read
/// @param restorer another token, for write-to-live, that may put a whole project back in place; absent where none
///                 may
/// @param endpoint where the API answers instead of Supabase's own, on this machine only; absent for Supabase
/// @param storage  buckets of files that are listed with the projects, absent for none
public record SupabaseProjects(
        String reader,
        @Nullable String restorer,
        @Nullable String endpoint,
        @Nullable List<Storage> storage) implements Provider {
    /// As it stands in the file, and who provides such assets in the catalogue.
    public static final String KIND = "supabase";

    public SupabaseProjects {
        if (reader.isBlank()) {
            throw new IllegalArgumentException("the reader has a name");
        }
        if (restorer != null && (restorer.isBlank() || restorer.equals(reader))) {
            throw new IllegalArgumentException("each purpose has a credential of its own");
        }
        Provider.elsewhere("Supabase", endpoint);
        storage = storage == null || storage.isEmpty() ? null : List.copyOf(storage);
    }

    /// Projects that nobody puts back in place from here.
    public SupabaseProjects(String reader, @Nullable String endpoint) {
        this(reader, null, endpoint, null);
    }

    /// A bucket of a project's files, at the project's own S3 endpoint. It keeps no versions.
    ///
    /// @param project  its ref
    /// @param region   of the project, which is part of every signature
    /// @param reader   an access key of that project's storage in the vault, for read
    /// @param endpoint where it answers instead, on this machine only; absent for Supabase
    public record Storage(
            String project,
            String region,
            String bucket,
            String reader,
            @Nullable String endpoint) {
        private static final int PORT_HTTPS = 443;
        private static final String BASE = "/storage/v1/s3";
        private static final int PARTS = 4;

        public Storage {
            if (!project.matches("[a-z]{20}") || reader.isBlank()) {
                throw new IllegalArgumentException(
                        "files are named by the project's ref of 20 letters and the name of an access key");
            }
            address(project, region, bucket, endpoint);
        }

        /// As a person writes it: `REF:REGION:BUCKET:KEY`.
        ///
        /// @throws IllegalArgumentException in one sentence when it is something else
        public static Storage parse(String typed, @Nullable String endpoint) {
            String[] parts = typed.split(":", PARTS);
            if (parts.length < PARTS) {
                throw new IllegalArgumentException("a bucket of files is REF:REGION:BUCKET:KEY, such as"
                        + " abcdefghijklmnopqrst:eu-central-1:documents:Files, read");
            }
            return new Storage(parts[0], parts[1], parts[2], parts[3], endpoint);
        }

        public S3Address address() {
            return address(project, region, bucket, endpoint);
        }

        private static S3Address address(String project, String region, String bucket, @Nullable String endpoint) {
            Endpoint here = Provider.elsewhere("Supabase", endpoint);
            Endpoint at = here == null ? new Endpoint("https", project + ".storage.supabase.co", PORT_HTTPS) : here;
            return new S3Address(at, region, bucket, null, Addressing.PATH, BASE);
        }

        @Override
        public String toString() {
            return "files in " + bucket + " of " + project;
        }
    }

    /// The buckets, none where there are none.
    public List<Storage> files() {
        return storage == null ? List.of() : storage;
    }

    @Override
    public String kind() {
        return KIND;
    }

    public @Nullable Endpoint elsewhere() {
        return Provider.elsewhere("Supabase", endpoint);
    }

    /// Where else than at Supabase it is asked.
    @Override
    public String toString() {
        return "Supabase" + (endpoint == null ? "" : ", at " + endpoint);
    }
}
