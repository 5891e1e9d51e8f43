package io.backstay.seal;

/// Whether the memory of secrets is kept from being written to a swap file.
public enum SwapLock {
    /// It is kept in memory.
    LOCKED,
    /// The system refused, such as for a limit on locked memory.
    REFUSED,
    /// This system has no such call, or this process may not use it.
    UNSUPPORTED
}
