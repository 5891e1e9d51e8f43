package io.backstay.lab;

import io.backstay.lab.story.ObjectSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An object store without versions, in memory.
final class KeptObjects implements ObjectSink {
    final Map<String, byte[]> objects = new TreeMap<>();
    final List<String> deleted = new ArrayList<>();

    @Override
    public void put(String key, byte[] bytes) {
        objects.put(key, bytes);
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
        deleted.add(key);
    }
}
