package io.parley.channel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// A platform is one package: nothing knows it, and it alone makes calls.
@AnalyzeClasses(packages = "io.parley.channel", importOptions = DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule nothing_depends_on_a_platforms_package = noClasses()
            .that()
            .resideOutsideOfPackage("..meta..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..channel.meta..");

    @ArchTest
    static final ArchRule only_a_platforms_package_makes_calls = noClasses()
            .that()
            .resideOutsideOfPackage("..meta..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc..", "java.net.http..");

    @ArchTest
    static final ArchRule packages_do_not_go_in_circles =
            slices().matching("io.parley.channel.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule tokens_are_opened_by_those_who_send_only = noClasses()
            .that()
            .resideInAnyPackage("..channel.meta..", "..channel.platform..", "..channel.intake..")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("TokenVault");
}
