package io.backstay.connect.s3;

import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.connect.http.HttpAnswer;
import io.backstay.connect.s3.wire.LegibleXml;
import io.backstay.connect.s3.wire.ListedVersion;
import io.backstay.connect.s3.wire.ObjectKeys;
import io.backstay.connect.s3.wire.S3Calls;
import java.util.Objects;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// A listing of versions under a prefix, one page in memory at a time.
///
/// A store is not believed blindly: every key must lie under the prefix, keys must come in order, and every page
/// must begin behind the one before, so that a store which repeats a page cannot hold us forever.
final class VersionListing {
    private static final int PAGES_MAX = 1_000_000;

    private final S3Calls calls;
    private final String prefix;
    private final int pageMax;
    private String lastKey = "";

    VersionListing(S3Calls calls, String prefix, int pageMax) {
        if (pageMax < 1 || pageMax > VersionPage.ENTRIES_MAX) {
            throw new IllegalArgumentException("a page has 1 to 1000 entries: " + pageMax);
        }
        this.calls = calls;
        this.prefix = prefix;
        this.pageMax = pageMax;
    }

    void forEach(VersionVisitor visitor) throws BackstayException, InterruptedException {
        forEachWhile(listed -> {
            visitor.visit(listed);
            return true;
        });
    }

    /// Whether the listing came to its end before the visitor had enough.
    boolean forEachWhile(EnoughVisitor visitor) throws BackstayException, InterruptedException {
        return from(null, visitor, _ -> {});
    }

    /// Hears where each page ends.
    @FunctionalInterface
    interface Turning {
        void turned(ListingPlace next);
    }

    /// The same, from a place where a listing of this prefix ended before; anything else is no place in it, and the
    /// listing begins with its first page.
    boolean from(@Nullable ListingPlace place, EnoughVisitor visitor, Turning turning)
            throws BackstayException, InterruptedException {
        ListingPlace inside = place != null && place.key().startsWith(prefix) ? place : null;
        String key = inside == null ? null : inside.key();
        String version = inside == null ? null : inside.version();
        lastKey = key == null ? "" : key;
        for (int number = 0; number < PAGES_MAX; number++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the listing was cancelled");
            }
            VersionPage page = page(key, version);
            for (ListedVersion listed : page.versions()) {
                checkPlace(listed.key());
                if (!visitor.visit(listed)) {
                    return false;
                }
            }
            if (page.nextKey() == null) {
                return true;
            }
            checkAdvance(key, version, page);
            key = page.nextKey();
            version = page.nextVersion();
            turning.turned(new ListingPlace(Objects.requireNonNull(key), version));
        }
        throw strange("it has more than " + PAGES_MAX + " pages", null);
    }

    private VersionPage page(@Nullable String key, @Nullable String version)
            throws BackstayException, InterruptedException {
        StringBuilder query = new StringBuilder("encoding-type=url");
        if (key != null) {
            query.append("&key-marker=").append(ObjectKeys.encodedValue(key));
        }
        query.append("&max-keys=").append(pageMax);
        query.append("&prefix=").append(ObjectKeys.encodedValue(prefix));
        if (version != null) {
            query.append("&version-id-marker=").append(ObjectKeys.encodedValue(version));
        }
        query.append("&versions=");
        HttpAnswer answer = calls.demand(calls.send(calls.onBucket("GET", query.toString())), calls.bucket());
        try {
            return VersionPage.read(LegibleXml.of(answer.body()));
        } catch (XMLStreamException e) {
            throw strange("it cannot be read", e);
        }
    }

    private void checkPlace(String key) throws BackstayException {
        if (key.equals(lastKey)) {
            return;
        }
        if (!key.startsWith(prefix)) {
            throw strange("it names an object outside " + ObjectKeys.printable(prefix), null);
        }
        if (ObjectKeys.compare(lastKey, key) > 0) {
            throw strange("its names are not in order", null);
        }
        lastKey = key;
    }

    private void checkAdvance(@Nullable String key, @Nullable String version, VersionPage page)
            throws BackstayException {
        String next = Objects.requireNonNull(page.nextKey());
        int order = key == null ? 1 : ObjectKeys.compare(next, key);
        if (order < 0 || (order == 0 && Objects.equals(version, page.nextVersion()))) {
            throw strange("its pages repeat", null);
        }
    }

    private BackstayException strange(String why, @Nullable Throwable cause) {
        String what = "The listing of " + calls.bucket() + " by " + calls.store();
        return new BackstayException(new Failure.Malformed(what, why), cause);
    }
}
