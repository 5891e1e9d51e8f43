package io.backstay.connect.supabase;

import io.backstay.base.BackstayException;
import io.backstay.connect.Trial;
import io.backstay.connect.http.ApiToken;
import io.backstay.connect.http.CredentialQuestion;
import io.backstay.seal.SecretSource;

/// Tries access tokens of Supabase by listing projects (Management API v1, `GET /v1/projects`), which is not paged.
public final class SupabaseTokens {
    /// Where the API is.
    public static final String HOST = "api.supabase.com";

    private static final ApiToken API = new ApiToken("Supabase", HOST, "/v1/projects", "to read projects");

    private final CredentialQuestion question;

    /// @param question to the internet only
    public SupabaseTokens(CredentialQuestion question) {
        this.question = question;
    }

    /// Tries one.
    public Trial prove(SecretSource source) throws BackstayException, InterruptedException {
        return API.prove(question, source, document -> {
            int projects = document.items().size();
            return projects == 1 ? "it sees 1 project" : "it sees " + projects + " projects";
        });
    }
}
