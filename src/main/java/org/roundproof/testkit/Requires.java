package org.roundproof.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** What a property of a contract asks of an implementation and of its specification; where it is not there, the property is skipped. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@AddLifecycleHook(SkipUnsupported.class)
public @interface Requires {
    /** What the implementation must be able to do. */
    Capability[] value() default {};

    /** What the implementation must <em>not</em> be able to do: another property says more then. */
    Capability[] unless() default {};

    /** What the specification must be. */
    Trait[] of() default {};
}
