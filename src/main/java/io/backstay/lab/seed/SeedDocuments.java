package io.backstay.lab.seed;

import io.backstay.base.BackstayException;
import io.backstay.lab.story.ObjectSink;
import io.backstay.seal.Digest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.SplittableRandom;

/// The seeded documents: a row in the database, and bytes in the object store under the firm's own prefix.
final class SeedDocuments {
    static final String COLUMNS = "id, firm_id, client_id, uploaded_by, file_name, content_type, size_bytes, sha256, "
            + "object_key, created_at, updated_at";

    private static final int DOCUMENT = 50;
    private static final int SENTENCES_MIN = 20;
    private static final int SENTENCES_MORE = 80;

    private final ObjectSink objects;
    private final LeafIds ids = new LeafIds();

    SeedDocuments(ObjectSink objects) {
        this.objects = objects;
    }

    /// Some clients, evenly spread, have one document each.
    void write(SeedPlace place, CopyRows rows) throws SQLException, BackstayException, InterruptedException {
        int every = place.size().clientsPerFirm() / place.size().documentsPerFirm();
        if (place.n() % every != 0 || place.n() / every >= place.size().documentsPerFirm()) {
            return;
        }
        SplittableRandom random = place.random(DOCUMENT);
        long id = ids.next();
        String name = "engagement letter " + SeedWork.code(place.n()) + ".txt";
        byte[] bytes = text(random);
        String key = key(place.firmId(), id, name);
        objects.put(key, bytes);
        Instant since = SeedPlace.ago(random, 300);
        rows.number(id)
                .number(place.firmId())
                .number(place.clientId())
                .number(place.user(random))
                .text(name)
                .text("text/plain; charset=utf-8")
                .number(bytes.length)
                .text("\\x" + Digest.hex(bytes))
                .text(key)
                .at(since)
                .at(since)
                .end();
    }

    static String key(long firmId, long id, String name) {
        return "firms/" + firmId + "/documents/" + id + "/" + name;
    }

    /// Some sentences in several scripts, a few kB.
    static byte[] text(SplittableRandom random) {
        var text = new StringBuilder("Dear " + SeedWords.person(random) + ",\n\n");
        int sentences = SENTENCES_MIN + random.nextInt(SENTENCES_MORE);
        for (int i = 0; i < sentences; i++) {
            text.append(SeedWords.sentence(random)).append(i % 5 == 4 ? "\n\n" : " ");
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }
}
