package io.backstay.connect.http;

import io.backstay.base.BackstayException;
import io.backstay.codec.Json;
import io.backstay.codec.Value;
import io.backstay.connect.Trial;
import io.backstay.seal.SecretSource;
import java.io.IOException;
import java.util.Map;

/// Asks a provider of JSON whether it takes a bearer token, by reading one thing.
///
/// @param provider as people call it
/// @param host     where its API is
/// @param path     what is read: the cheapest that its specification offers
/// @param right    what a token needs to read it
public record ApiToken(String provider, String host, String path, String right) {
    private static final int PORT_HTTPS = 443;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /// What is told of an answer, such as `it sees 3 projects`.
    @FunctionalInterface
    public interface Telling {
        /// Tells it.
        ///
        /// @throws BackstayException when the provider does not answer like that
        String of(Value document) throws BackstayException;
    }

    /// Tries one.
    public Trial prove(CredentialQuestion question, SecretSource source, Telling telling)
            throws BackstayException, InterruptedException {
        var endpoint = new Endpoint("https", host, PORT_HTTPS);
        var call = new HttpCall("GET", endpoint, path, "", Map.of("accept", "application/json"), HttpBody.NONE);
        return question.ask(provider, call, new Bearer(source), answer -> {
            if (answer.status() == UNAUTHORIZED) {
                return Trial.fails(provider + " does not take the token (" + answer
                        + "). It was revoked, ran out or was copied incompletely: make another one.");
            }
            if (answer.status() == FORBIDDEN) {
                return Trial.fails(provider + " knows the token but refuses it this question (" + answer
                        + "): it lacks the right " + right + ".");
            }
            return answer.ok() ? told(answer, telling) : unlike(answer);
        });
    }

    private Trial told(HttpAnswer answer, Telling telling) {
        try {
            Value document = Json.parse("The answer", answer.body().readAllBytes());
            return Trial.works(provider + " takes the token: " + telling.of(document) + ".");
        } catch (BackstayException | IOException e) {
            return unlike(answer);
        }
    }

    private Trial unlike(HttpAnswer answer) {
        return Trial.open(
                "It could not be tried: " + host + " does not answer as " + provider + " does (" + answer + ").");
    }
}
