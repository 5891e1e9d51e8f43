package io.backstay.connect.s3.bucket;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.http.HttpBody;
import io.backstay.connect.http.HttpCall;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.wire.ObjectKeys;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Calls;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// A store as a whole, which knows its buckets by name and none of them from inside; asks `ListBuckets` and nothing
/// else.
public final class BucketService {
    private static final int PAGES_MAX = 1_000;

    private final S3Calls calls;

    /// @param store by any of its buckets, which need not be there
    public BucketService(ObjectStore store) {
        this.calls = store.calls();
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
                return BucketNames.of(names, calls.address().region());
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
        S3Address address = calls.address();
        HttpCall call = new HttpCall("GET", address.endpoint(), address.base() + "/", query, Map.of(), HttpBody.NONE);
        HttpAnswer answer = calls.demand(calls.send(call), "the list of buckets");
        try {
            return BucketNames.Page.read(answer.body());
        } catch (XMLStreamException e) {
            throw strange("it cannot be read", e);
        }
    }

    private BackstayException strange(String why, @Nullable Throwable cause) {
        return new BackstayException(new Failure.Malformed("The list of buckets by " + calls.store(), why), cause);
    }
}
