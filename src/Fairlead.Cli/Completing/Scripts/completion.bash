# Completion of fairlead for bash: eval "$(fairlead completion bash)"
_fairlead() {
    local suggestion word="${COMP_WORDS[COMP_CWORD]}"
    COMPREPLY=()
    # Not compgen -W: it would run what stands in a suggestion, and names of servers come from files of others.
    while IFS= read -r suggestion; do
        [[ -n "${suggestion}" && "${suggestion}" == "${word}"* ]] && COMPREPLY+=("$(printf '%q' "${suggestion}")")
    done < <(fairlead "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null | grep -v -e '^/' -e '^-.$' | sort -u)
}

complete -o default -F _fairlead fairlead
