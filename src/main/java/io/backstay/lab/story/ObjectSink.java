package io.backstay.lab.story;

import io.backstay.base.BackstayException;

/// Where the practice product keeps the bytes of its documents.
public interface ObjectSink {
    /// Writes one object; a key that exists gets a new version.
    void put(String key, byte[] bytes) throws BackstayException, InterruptedException;

    /// Deletes one object as the product does: the store puts a delete marker on top of its versions.
    void delete(String key) throws BackstayException, InterruptedException;
}
