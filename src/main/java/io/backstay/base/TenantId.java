package io.backstay.base;

/// The value of the tenant key, as text, exactly as the database writes it.
public record TenantId(String value) {
    private static final int LENGTH_MAX = 256;

    public TenantId {
        if (value.isBlank() || value.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("a tenant id has 1 to " + LENGTH_MAX + " characters: '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
