package io.parley.loyalty.account;

import io.parley.starter.web.Allowed;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/loyalty/program")
@Tag(name = "Loyalty program")
class ProgramController {
    private final Programs programs;

    ProgramController(Programs programs) {
        this.programs = programs;
    }

    @GetMapping
    @Allowed("loyalty:read")
    @Operation(operationId = "getLoyaltyProgram", summary = "How the shop rewards")
    @Transactional(readOnly = true)
    Program one() {
        return programs.current();
    }

    @PutMapping
    @Allowed("loyalty:write")
    @Operation(
            operationId = "setLoyaltyProgram",
            summary = "Say how the shop rewards from now on",
            description = "Points given stay given, tiers reached stay reached.")
    @Transactional
    Program set(@Valid @RequestBody ProgramRequest request) {
        programs.set(new Program(request.pointsPerUnit, request.silverFrom, request.goldFrom, request.platinumFrom));
        return programs.current();
    }

    record ProgramRequest(
            @NotNull BigDecimal pointsPerUnit,
            @NotNull Long silverFrom,
            @NotNull Long goldFrom,
            @NotNull Long platinumFrom) {}
}
