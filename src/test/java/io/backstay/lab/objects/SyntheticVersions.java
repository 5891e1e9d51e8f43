package io.backstay.lab.objects;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/// A bucket of so many versions that are made up while they are listed, in the practice store's own words; whatever is
/// not a listing of versions is answered as a bucket that keeps versions. Signatures are not looked at.
///
/// A process of its own, so that what it takes is not counted as a client's; prints its port.
public final class SyntheticVersions {
    private static final String SPACE = "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int PAGE = 1000;
    private static final int PER_KEY = 4;

    private final int versions;

    private SyntheticVersions(int versions) {
        this.versions = versions;
    }

    /// Serves until standard input ends.
    ///
    /// @param arguments how many versions
    public static void main(String[] arguments) throws IOException {
        SyntheticVersions bucket = new SyntheticVersions(Integer.parseInt(arguments[0]));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", bucket::answer);
        server.start();
        System.out.println(server.getAddress().getPort());
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
        server.stop(0);
        System.exit(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            Map<String, String> query = LabRequest.of(exchange, "").query();
            byte[] body = (query.containsKey("versions")
                            ? page(query)
                            : "<VersioningConfiguration " + SPACE
                                    + "><Status>Enabled</Status></VersioningConfiguration>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        } catch (LabFault e) {
            throw new IOException(e);
        }
    }

    private String page(Map<String, String> query) {
        String marker = query.getOrDefault("version-id-marker", "");
        int from = marker.isEmpty() ? 0 : Integer.parseInt(marker.substring(3), 16);
        int to = Math.min(versions, from + PAGE);
        List<LabObject> found = new ArrayList<>(PAGE);
        for (int i = from; i < to; i++) {
            found.add(version(i));
        }
        boolean encoded = "url".equals(query.get("encoding-type"));
        return new LabVersionsXml("synthetic", SPACE, encoded)
                .page(
                        query.getOrDefault("prefix", ""),
                        found,
                        to < versions,
                        version -> (version.sequence() - 1) % PER_KEY == 0);
    }

    /// Numbered in the order of the listing.
    private static LabObject version(int i) {
        String key = "tenants/%03d/documents/%07d Rechnung.pdf".formatted(i / 10_000, i / PER_KEY);
        Instant at = BEGIN.plusSeconds(PER_KEY - i % PER_KEY);
        if (i % (PER_KEY * 5) == 0) {
            return LabObject.marker(key, i + 1L, at);
        }
        String etag = "%032x".formatted(i * 0x9E3779B97F4A7C15L & Long.MAX_VALUE);
        return new LabObject(key, i + 1L, false, at, 10_000L + i, etag, "application/pdf", null, null, Map.of());
    }
}
