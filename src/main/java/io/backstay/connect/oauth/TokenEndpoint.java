package io.backstay.connect.oauth;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.Form;
import io.backstay.connect.http.HttpCall;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;

/// Where tokens are issued (RFC 6749 section 3.2).
///
/// @param path  encoded, begins with `/`
/// @param query encoded, empty for none
public record TokenEndpoint(Endpoint endpoint, String path, String query) {
    private static final int PORT_HTTP = 80;
    private static final int PORT_HTTPS = 443;

    /// The endpoint of an address: `https`, or `http` to this machine; without user and fragment.
    ///
    /// @throws BackstayException when it is none; the address is not repeated
    public static TokenEndpoint parse(String address) throws BackstayException {
        try {
            URI uri = new URI(address.strip());
            String scheme = uri.getScheme();
            String host = uri.getHost();
            if (scheme == null || host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                throw refused();
            }
            boolean clear = scheme.equalsIgnoreCase("http");
            int port = uri.getPort() >= 0 ? uri.getPort() : clear ? PORT_HTTP : PORT_HTTPS;
            var place = new Endpoint(scheme.toLowerCase(Locale.ROOT), host.toLowerCase(Locale.ROOT), port);
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            var found = new TokenEndpoint(place, path, query);
            found.call(new Form(), Map.of());
            return found;
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw refused();
        }
    }

    private static BackstayException refused() {
        return new BackstayException(new Failure.BadInput(
                "The address of the token endpoint is none.",
                "Write it like https://login.example.com/oauth2/token; look it up at the provider."));
    }

    /// A request for a token.
    public HttpCall call(Form form, Map<String, String> headers) {
        return new HttpCall("POST", endpoint, path, query, Map.of(), form.body())
                .with(Map.of("content-type", Form.TYPE, "accept", "application/json"))
                .with(headers);
    }

    /// Its host, as messages name it.
    @Override
    public String toString() {
        return endpoint.host();
    }
}
