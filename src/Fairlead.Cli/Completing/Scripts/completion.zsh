#compdef fairlead
# Completion of fairlead for zsh: eval "$(fairlead completion zsh)", after compinit
_fairlead() {
    local line="${(j: :)words[1,CURRENT]}"
    local -a suggestions
    suggestions=(${(f)"$(fairlead "[suggest:${#line}]" "${line}" 2>/dev/null | grep -v -e '^/' -e '^-.$' | sort -u)"})
    compadd -a suggestions || _files
}

compdef _fairlead fairlead
