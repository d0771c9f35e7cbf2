/** The hall: wiring, commands and settings. It knows every room; no room knows it. */
@NullMarked
@CheckReturnValue
package vn.phusong;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
