package io.parley.channel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.parley.channel.platform.PlatformAdapter;

/// A platform is one package: nothing knows it, and it alone makes calls.
@AnalyzeClasses(packages = "io.parley.channel", importOptions = DoNotIncludeTests.class)
class WallsTest {
    private static final String ROOT = "io.parley.channel";
    private static final String[] CORE = {
        ROOT,
        ROOT + ".account..",
        ROOT + ".connect..",
        ROOT + ".entry..",
        ROOT + ".health..",
        ROOT + ".intake..",
        ROOT + ".platform..",
        ROOT + ".repair..",
        ROOT + ".sending.."
    };
    /// Whatever package has an adapter.
    private static final String[] PLATFORMS = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests()).importPackages(ROOT).stream()
                    .filter(it -> it.isAssignableTo(PlatformAdapter.class) && !it.isInterface())
                    .map(it -> it.getPackageName() + "..")
                    .distinct()
                    .toArray(String[]::new);

    @ArchTest
    static final ArchRule nothing_depends_on_a_platforms_package = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PLATFORMS);

    @ArchTest
    static final ArchRule only_a_platforms_package_makes_calls = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc..", "java.net.http..");

    @ArchTest
    static final ArchRule packages_do_not_go_in_circles =
            slices().matching("io.parley.channel.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule tokens_are_opened_by_those_who_send_only = noClasses()
            .that()
            .resideOutsideOfPackages("..channel.account..", "..channel.connect..", "..channel.sending..")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("TokenVault");
}
