package io.backstay.lab;

import io.backstay.base.BackstayException;
import io.backstay.base.Lifetime;
import io.backstay.connect.http.Endpoint;
import io.backstay.connect.http.HttpTransport;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.PracticeDeletion;
import io.backstay.connect.s3.wire.S3Address;
import io.backstay.connect.s3.wire.S3Credentials;
import io.backstay.lab.objects.LabObjectKey;
import io.backstay.lab.objects.LabObjectServer;
import io.backstay.seal.Secret;
import io.backstay.vault.entry.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One more bucket of a lab, empty, with a server and a key of its own.
///
/// @param store    writes and reads
/// @param deletion deletes with the same key
record LabStore(ObjectStore store, PracticeDeletion deletion) {

    /// What a bucket is started with.
    ///
    /// @param folder   the lab's
    /// @param lifetime stops it with the lab
    record Ground(Path folder, LabKeys keys, HttpTransport transport, InstantSource clock, Lifetime lifetime) {}

    /// Starts it.
    ///
    /// @param what      what it holds, such as `Practice backups`; its bucket is called after it
    /// @param retention locks every new version for so long, null for no lock
    static LabStore start(Ground ground, String what, @Nullable Duration retention) throws BackstayException {
        String bucket = what.toLowerCase(Locale.ROOT).replace(' ', '-');
        String id = what.toUpperCase(Locale.ROOT).replace(" ", "");
        try (Secret secret = ground.keys().make()) {
            LabObjectServer server = ground.lifetime()
                    .own(LabObjectServer.start(
                            ground.folder().resolve(bucket),
                            bucket,
                            List.of(new LabObjectKey(id, secret, LabObjectKey.Right.DELETE)),
                            ground.clock(),
                            retention));
            S3Credentials key = ground.keys().keep(what, server.address(), Purpose.WRITE_TO_LIVE, id, secret);
            S3Address address = new S3Address(
                    Endpoint.parse(server.address().toString()), LabObjectServer.REGION, bucket, LabObjectServer.OWNER);
            return new LabStore(
                    new ObjectStore(ground.transport(), address, key, ground.clock()),
                    new PracticeDeletion(ground.transport(), address, key, ground.clock()));
        }
    }
}
