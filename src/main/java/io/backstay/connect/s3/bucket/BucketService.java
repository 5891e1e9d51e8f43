package io.backstay.connect.s3.bucket;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpCall;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.AwsSigner;
import io.backstay.connect.s3.ObjectKeys;
import io.backstay.connect.s3.S3Credentials;
import io.backstay.connect.s3.S3Errors;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// A store as a whole, which knows its buckets by name and none of them from inside; asks `ListBuckets` and nothing
/// else.
public final class BucketService {
    private static final int PAGES_MAX = 1_000;

    private final HttpTransport transport;
    private final Endpoint endpoint;
    private final String region;
    private final AwsSigner signer;

    /// @param region as the store calls it; part of every signature
    /// @param clock  what the signatures carry
    public BucketService(
            HttpTransport transport,
            Endpoint endpoint,
            String region,
            S3Credentials credentials,
            InstantSource clock) {
        this.transport = transport;
        this.endpoint = endpoint;
        this.region = region;
        this.signer = new AwsSigner(credentials, "s3", region, clock);
    }

    /// The buckets that the key sees, in the order of their names. An interrupt ends it.
    ///
    /// @throws BackstayException when the key may not ask (`s3:ListAllMyBuckets`), or the store makes no sense
    public BucketNames names() throws BackstayException, InterruptedException {
        Map<String, String> names = new TreeMap<>();
        String place = null;
        for (int number = 0; number < PAGES_MAX; number++) {
            BucketNames.Page page = page(place);
            int before = names.size();
            names.putAll(page.names());
            if (page.next() == null) {
                return BucketNames.of(names, region);
            }
            // A store that repeats a page must not hold us.
            if (names.size() == before) {
                throw strange("its pages do not go on", null);
            }
            place = page.next();
        }
        throw strange("it has more than " + PAGES_MAX + " pages", null);
    }

    private BucketNames.Page page(@Nullable String place) throws BackstayException, InterruptedException {
        // Regions are named to those alone who ask for a page.
        String query = (place == null ? "" : "continuation-token=" + ObjectKeys.encodedValue(place) + "&")
                + "max-buckets=" + BucketNames.Page.ENTRIES_MAX;
        HttpCall call = new HttpCall("GET", endpoint, "/", query, Map.of(), HttpBody.NONE);
        HttpAnswer answer = transport.send(call, signer, endpoint.toString());
        if (!answer.ok()) {
            throw S3Errors.of(answer, "the list of buckets", endpoint.toString());
        }
        try {
            return BucketNames.Page.read(answer.body());
        } catch (XMLStreamException e) {
            throw strange("it cannot be read", e);
        }
    }

    private BackstayException strange(String why, @Nullable Throwable cause) {
        return new BackstayException(new Failure.Malformed("The list of buckets by " + endpoint, why), cause);
    }
}
