package io.backstay.base;

/// An asset's own name for itself, unique in the estate.
public record AssetId(String value) implements Comparable<AssetId> {
    private static final int LENGTH_MAX = 512;

    public AssetId {
        if (value.isBlank() || value.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("an id has 1 to " + LENGTH_MAX + " characters: '" + value + "'");
        }
    }

    @Override
    public int compareTo(AssetId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
