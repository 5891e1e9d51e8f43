/// Supabase's Management API: whether a token is taken.
@NullMarked
package io.backstay.connect.supabase;

import org.jspecify.annotations.NullMarked;
