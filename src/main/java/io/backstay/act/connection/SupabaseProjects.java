package io.backstay.act.connection;

import io.backstay.connect.http.Endpoint;
import org.jspecify.annotations.Nullable;

/// The projects of Supabase that a token sees. No part of it is secret; it names a credential of the vault.
///
/// @param reader   an API token whose entry names `https://api.supabase.com`, with rights to read
/// @param restorer another token, for write-to-live, that may put a whole project back in place; absent where none may
/// @param endpoint where the API answers instead of Supabase's own, on this machine only; absent for Supabase
public record SupabaseProjects(
        String reader,
        @Nullable String restorer,
        @Nullable String endpoint) implements Provider {
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
    }

    /// Projects that nobody puts back in place from here.
    public SupabaseProjects(String reader, @Nullable String endpoint) {
        this(reader, null, endpoint);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Nullable
    Endpoint elsewhere() {
        return Provider.elsewhere("Supabase", endpoint);
    }

    /// Where else than at Supabase it is asked.
    @Override
    public String toString() {
        return "Supabase" + (endpoint == null ? "" : ", at " + endpoint);
    }
}
