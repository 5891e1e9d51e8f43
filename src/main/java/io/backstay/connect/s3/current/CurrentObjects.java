package io.backstay.connect.s3.current;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.wire.LegibleXml;
import io.backstay.connect.s3.wire.ObjectKeys;
import io.backstay.connect.s3.wire.S3Calls;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// The objects right under one prefix of a bucket as they are now, and not those that lie deeper; asks
/// `ListObjectsV2` and nothing else.
///
/// A store is not believed blindly: every key must lie under the prefix and behind the one before, so that a store
/// that repeats a page cannot hold us forever.
public final class CurrentObjects {
    private static final int PAGES_MAX = 100_000;

    private final S3Calls calls;
    private final String prefix;
    private final int pageMax;
    private String lastKey = "";

    /// @param prefix with which every key begins
    public CurrentObjects(ObjectStore store, String prefix) {
        this(store, prefix, CurrentPage.ENTRIES_MAX);
    }

    /// The same with smaller pages.
    CurrentObjects(ObjectStore store, String prefix, int pageMax) {
        this.calls = store.calls();
        this.prefix = prefix;
        this.pageMax = pageMax;
    }

    /// Lists all of them, page by page and never all at once, in the order of their keys' bytes. An interrupt ends
    /// it.
    public void forEach(ObjectVisitor visitor) throws BackstayException, InterruptedException {
        lastKey = "";
        String place = null;
        for (int number = 0; number < PAGES_MAX; number++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the listing was cancelled");
            }
            CurrentPage page = page(place);
            for (CurrentObject found : page.objects()) {
                checkPlace(found.key());
                visitor.visit(found);
            }
            if (page.next() == null) {
                return;
            }
            // A page may hold nothing but names of what lies deeper.
            if (page.next().equals(place)) {
                throw strange("its pages do not go on", null);
            }
            place = page.next();
        }
        throw strange("it has more than " + PAGES_MAX + " pages", null);
    }

    private CurrentPage page(@Nullable String place) throws BackstayException, InterruptedException {
        String query = (place == null ? "" : "continuation-token=" + ObjectKeys.encodedValue(place) + "&")
                + "delimiter=%2F&encoding-type=url&list-type=2&max-keys=" + pageMax + "&prefix="
                + ObjectKeys.encodedValue(prefix);
        HttpAnswer answer = calls.demand(calls.send(calls.onBucket("GET", query)), calls.bucket());
        try {
            return CurrentPage.read(LegibleXml.of(answer.body()));
        } catch (XMLStreamException e) {
            throw strange("it cannot be read", e);
        }
    }

    private void checkPlace(String key) throws BackstayException {
        if (!key.startsWith(prefix)) {
            throw strange("it names an object outside " + ObjectKeys.printable(prefix), null);
        }
        if (ObjectKeys.compare(lastKey, key) >= 0) {
            throw strange("its names are not in order", null);
        }
        lastKey = key;
    }

    private BackstayException strange(String why, @Nullable Throwable cause) {
        return new BackstayException(
                new Failure.Malformed("The listing of " + calls.bucket() + " by " + calls.store(), why), cause);
    }
}
