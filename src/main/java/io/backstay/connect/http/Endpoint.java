package io.backstay.connect.http;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a service listens: TLS anywhere, clear text on this machine only.
///
/// The loopback rule looks at the written address, never at what a name resolves to, so that no name server can
/// turn a clear-text call outwards.
public record Endpoint(String scheme, String host, int port) {
    private static final int PORT_MAX = 65_535;
    private static final int PORT_HTTP = 80;
    private static final int PORT_HTTPS = 443;
    private static final String ADVICE =
            "Write it like https://storage.example.com or https://storage.example.com:9000.";

    public Endpoint {
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("scheme is neither https nor http: " + scheme);
        }
        if (host.isBlank() || !host.equals(host.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("host is blank or not in lower case: " + host);
        }
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("port is outside 1 to 65535: " + port);
        }
        if (scheme.equals("http") && !isLoopback(host)) {
            throw new IllegalArgumentException("clear text is allowed to this machine only, not to " + host);
        }
    }

    /// The endpoint of an address that a person typed.
    public static Endpoint parse(String address) throws BackstayException {
        URI uri;
        try {
            uri = new URI(address.strip());
        } catch (URISyntaxException e) {
            throw refused("This is not an address.", e);
        }
        String scheme = uri.getScheme();
        String host = uri.getHost();
        if (scheme == null || host == null) {
            throw refused("The address needs https:// and a host.", null);
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused("The address has a user, a query or a fragment, which an endpoint cannot have.", null);
        }
        if (uri.getRawPath() != null
                && !uri.getRawPath().isEmpty()
                && !uri.getRawPath().equals("/")) {
            throw refused("The address of a service has no path.", null);
        }
        boolean clear = scheme.equalsIgnoreCase("http");
        int port = uri.getPort() >= 0 ? uri.getPort() : clear ? PORT_HTTP : PORT_HTTPS;
        try {
            return new Endpoint(scheme.toLowerCase(Locale.ROOT), host.toLowerCase(Locale.ROOT), port);
        } catch (IllegalArgumentException e) {
            throw refused("The address cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /// Whether the written address is this machine itself.
    public boolean isLoopback() {
        return isLoopback(host);
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    private static BackstayException refused(String sentence, @Nullable Throwable cause) {
        return new BackstayException(new Failure.BadInput(sentence, ADVICE), cause);
    }

    /// As in an address, such as `https://s3.eu-central-1.amazonaws.com:443`.
    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
