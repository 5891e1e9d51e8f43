package io.backstay.lab.objects;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Takes the practice store's requests: checks the signature, finds the operation, answers refusals in S3's form.
final class LabObjectRequests implements HttpHandler {
    private static final Set<String> SETTINGS = Set.of("tagging", "acl", "retention", "legal-hold");

    private final LabObjectBucket operations;
    private final LabSignature signature;
    private final InstantSource clock;
    private final AtomicLong requests = new AtomicLong();

    LabObjectRequests(LabObjectBucket operations, LabSignature signature, InstantSource clock) {
        this.operations = operations;
        this.signature = signature;
        this.clock = clock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String id = "lab" + HexFormat.of().toHexDigits(requests.incrementAndGet());
        exchange.getResponseHeaders().set("x-amz-request-id", id);
        try (exchange) {
            try {
                LabSignature.Vouched vouched = checked(exchange);
                LabRequest request = LabRequest.of(exchange, vouched.payload());
                vouched.key().require(request);
                perform(request);
            } catch (LabFault fault) {
                refuse(exchange, fault, id);
            } catch (IOException e) {
                if (exchange.getResponseCode() >= 0) {
                    throw e;
                }
                refuse(exchange, new LabFault(500, "InternalError", "the practice store could not do it"), id);
            }
        }
    }

    private LabSignature.Vouched checked(HttpExchange exchange) throws LabFault {
        String query = exchange.getRequestURI().getRawQuery();
        Headers headers = exchange.getRequestHeaders();
        String path = exchange.getRequestURI().getRawPath();
        LabSignature.Vouched vouched = signature.check(
                new LabSignature.Signed(exchange.getRequestMethod(), path, query == null ? "" : query, headers),
                clock.instant());
        for (String name : new String[] {"x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner"}) {
            String owner = headers.getFirst(name);
            if (owner != null && !owner.equals(LabObjectServer.OWNER)) {
                throw LabFault.denied("the bucket belongs to another account");
            }
        }
        return vouched;
    }

    private void perform(LabRequest request) throws LabFault, IOException {
        if (request.method().equals("GET") && request.bucket().isEmpty()) {
            send(request.exchange(), 200, named());
            return;
        }
        if (!request.bucket().equals(operations.bucket())) {
            throw new LabFault(404, "NoSuchBucket", "there is no such bucket");
        }
        boolean onBucket = request.key().isEmpty();
        switch (request.method()) {
            case "GET" -> {
                if (onBucket) {
                    operations.describe(request);
                } else {
                    operations.read(request);
                }
            }
            case "HEAD" -> operations.read(onObject(request));
            case "PUT" -> {
                if (request.query().keySet().stream().anyMatch(SETTINGS::contains)) {
                    throw LabFault.notImplemented("setting this");
                }
                if (request.header("x-amz-copy-source") != null) {
                    operations.copy(onObject(request));
                } else {
                    operations.write(onObject(request));
                }
            }
            case "POST" -> operations.post(onObject(request));
            case "DELETE" -> operations.delete(onObject(request));
            default -> throw LabFault.notImplemented("this method");
        }
    }

    /// The buckets of the store, of which there is one.
    private String named() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListAllMyBucketsResult"
                + " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Owner><ID>" + LabObjectServer.OWNER
                + "</ID></Owner><Buckets><Bucket><Name>" + operations.bucket() + "</Name><BucketRegion>"
                + LabObjectServer.REGION + "</BucketRegion></Bucket></Buckets></ListAllMyBucketsResult>";
    }

    private static LabRequest onObject(LabRequest request) throws LabFault {
        if (request.key().isEmpty()) {
            throw LabFault.notImplemented("changing the bucket itself");
        }
        return request;
    }

    private static void refuse(HttpExchange exchange, LabFault fault, String id) throws IOException {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + fault.code() + "</Code><Message>"
                + LabEscapes.xml(String.valueOf(fault.getMessage())) + "</Message><RequestId>" + id
                + "</RequestId></Error>";
        send(exchange, fault.status(), body);
    }

    /// Sends a document; a HEAD gets its headers only.
    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
