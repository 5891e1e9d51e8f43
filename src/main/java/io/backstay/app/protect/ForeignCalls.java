package io.backstay.app.protect;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// Functions of the system's libraries, bound by name; only those that return an `int`.
final class ForeignCalls {
    private final Linker linker;
    private final SymbolLookup symbols;

    private ForeignCalls(Linker linker, SymbolLookup symbols) {
        this.linker = linker;
        this.symbols = symbols;
    }

    /// The C library that this JVM runs on.
    ///
    /// @throws UnsupportedOperationException where the JVM cannot call foreign functions
    static ForeignCalls ofTheCLibrary() {
        Linker linker = Linker.nativeLinker();
        return new ForeignCalls(linker, linker.defaultLookup());
    }

    /// A library that the system finds by its name.
    ///
    /// @throws IllegalArgumentException when there is none
    /// @throws IllegalCallerException   when the JVM was told to refuse native access
    // Restricted, because a wrong binding may crash the JVM; kernel32 is of the system itself.
    @SuppressWarnings("restricted")
    static ForeignCalls of(String library) {
        return new ForeignCalls(Linker.nativeLinker(), SymbolLookup.libraryLookup(library, Arena.global()));
    }

    /// Binds one function.
    ///
    /// @throws IllegalStateException  when the library has no such function
    /// @throws IllegalCallerException when the JVM was told to refuse native access
    // Restricted, because a wrong binding may crash the JVM; those of Linux are tried by the tests.
    @SuppressWarnings("restricted")
    MethodHandle bind(String name, FunctionDescriptor shape, Linker.Option... options) {
        return linker.downcallHandle(
                symbols.find(name).orElseThrow(() -> new IllegalStateException("the library has no " + name)),
                shape,
                options);
    }

    /// Calls it. A bound function throws nothing, so whatever comes is a defect of the binding.
    static int call(MethodHandle function, Object... arguments) {
        try {
            return (int) function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("a system call is bound wrongly: " + e.getMessage(), e);
        }
    }
}
