package io.backstay.lab.objects;

import io.backstay.base.BackstayException;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.connect.s3.ObjectStoreContract;
import io.backstay.connect.s3.PracticeDeletion;
import io.backstay.connect.s3.wire.S3Address;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The practice store keeps the contract of object stores.
final class LabObjectServerContractTest extends ObjectStoreContract {
    @TempDir
    Path folder;

    private LabStoreFixture lab;
    private ObjectStore store;
    private PracticeDeletion deletion;

    @BeforeEach
    void start() throws BackstayException {
        lab = new LabStoreFixture(folder);
        store = lab.store();
        deletion = lab.deletion();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Override
    protected PracticeDeletion deletion() {
        return deletion;
    }

    @Override
    protected ObjectStore elsewhere(String bucket, S3Address real) {
        S3Address other = new S3Address(real.endpoint(), real.region(), bucket, real.owner());
        return lab.store(other, LabStoreFixture.KEY_ID, LabStoreFixture.SECRET, lab.clock());
    }
}
