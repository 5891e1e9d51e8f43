package io.backstay.connect.oauth;

import io.backstay.base.BackstayException;
import io.backstay.codec.Fields;
import io.backstay.codec.Json;
import io.backstay.connect.http.HttpAnswer;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a token endpoint answered (RFC 6749 sections 5.1 and 5.2): that there is a token, never the token.
///
/// @param given whether a token was issued
/// @param error one of the errors that the RFC names, null for any other answer
public record TokenAnswer(boolean given, @Nullable String error) {
    private static final Set<String> ERRORS = Set.of(
            "invalid_request",
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope");

    /// Reads it; whatever does not look like such an answer is neither.
    public static TokenAnswer of(HttpAnswer answer) {
        try {
            Fields fields =
                    Json.parse("The answer", answer.body().readAllBytes()).fields();
            String issued = fields.optionalText("access_token");
            String error = fields.optionalText("error");
            return new TokenAnswer(
                    answer.ok() && issued != null && !issued.isEmpty(),
                    error != null && ERRORS.contains(error) ? error : null);
        } catch (BackstayException | IOException e) {
            return new TokenAnswer(false, null);
        }
    }
}
