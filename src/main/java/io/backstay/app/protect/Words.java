package io.backstay.app.protect;

/// The names of protections that more than one system has.
final class Words {
    static final String MEMORY_CLOSED = "Other programs cannot read this process";
    static final String NO_CORE = "Core dumps are off";
    static final String LOCKABLE = "Memory can be kept out of swap";

    private Words() {}
}
